// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <thread>

namespace storify {

/// A web server on 127.0.0.1 that does what a test tells it, byte by byte, in a
/// thread of its own.
class loopback_server {
public:
  /// What happens once the bytes of an answer are sent.
  enum class ending {
    keep,  ///< The connection waits for the next request.
    close, ///< It is closed in an orderly way.
    reset, ///< It is torn down.
    hang,  ///< Nothing more is sent.
    flood, ///< Bytes are sent for as long as the other side takes them.
  };

  struct answer {
    std::string bytes;
    ending then = ending::keep;
    size_t together = 1; ///< Held until so many answers are held.
  };

  /// Told the first line and the headers of a request; called in the server's
  /// thread.
  using script = std::function<answer(const std::string& request)>;

  explicit loopback_server(script answers);
  ~loopback_server();
  loopback_server(const loopback_server&) = delete;
  loopback_server& operator=(const loopback_server&) = delete;

  /// Returns the URL of `path`, which begins with a slash.
  std::string url(const std::string& path) const;

private:
  struct connection {
    int socket;
    std::string in;
    answer out;
    size_t sent = 0;
    bool is_held = false;
    bool is_done = false;
  };

  void run();
  void accept_one();
  void read_some(connection& x);
  void begin_answer(connection& x);
  void release_held();
  void write_some(connection& x);

  script answers_;
  int listener_;
  int stop_;
  uint16_t port_ = 0;
  std::list<connection> connections_;
  std::thread thread_;
};

/// Returns a complete answer: `status` such as "200 OK", headers each with
/// their line end, Content-Length added.
std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body);

/// A port of 127.0.0.1 that refuses connections for as long as this lives.
class refused_port {
public:
  refused_port();
  ~refused_port();
  refused_port(const refused_port&) = delete;
  refused_port& operator=(const refused_port&) = delete;

  std::string url() const;

private:
  int socket_;
  uint16_t port_ = 0;
};

} // namespace storify
