// SPDX-License-Identifier: BSD-3-Clause
#include "test/loopback_server.hpp"

#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace storify {

namespace {

int checked(int result) {
  if (result < 0)
    throw std::system_error{errno, std::generic_category()};
  return result;
}

// Binds a socket to a free port and tells which.
uint16_t bind_to_loopback(int socket) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(place);
  checked(bind(socket, reinterpret_cast<sockaddr*>(&place), size));
  checked(getsockname(socket, reinterpret_cast<sockaddr*>(&place), &size));
  return ntohs(place.sin_port);
}

} // namespace

loopback_server::loopback_server(script answers)
  : answers_(std::move(answers)),
    listener_(checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))),
    stop_(checked(eventfd(0, EFD_CLOEXEC))) {
  // A proxy of the machine's environment must not come between.
  setenv("no_proxy", "127.0.0.1", 1);
  port_ = bind_to_loopback(listener_);
  checked(listen(listener_, 512));
  thread_ = std::thread{[this] { run(); }};
}

loopback_server::~loopback_server() {
  uint64_t one = 1;
  checked(static_cast<int>(write(stop_, &one, sizeof(one))));
  thread_.join();
  for (auto& x : connections_)
    close(x.socket);
  close(listener_);
  close(stop_);
}

std::string loopback_server::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

void loopback_server::run() {
  for (;;) {
    std::vector<pollfd> watched{{stop_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (auto& x : connections_) {
      auto has_bytes = !x.is_held && x.sent < x.out.bytes.size();
      auto events = has_bytes ? POLLIN | POLLOUT : POLLIN;
      watched.push_back({x.socket, static_cast<short>(events), 0});
    }
    checked(poll(watched.data(), watched.size(), -1));
    if (watched[0].revents != 0)
      return;
    auto event = watched.begin() + 2;
    for (auto& x : connections_) {
      auto happened = (event++)->revents;
      if (happened & POLLOUT)
        write_some(x);
      if (!x.is_done && (happened & ~POLLOUT))
        read_some(x);
    }
    release_held();
    connections_.remove_if([](const connection& x) { return x.is_done; });
    if (watched[1].revents != 0)
      accept_one();
  }
}

void loopback_server::accept_one() {
  auto socket = accept4(listener_, nullptr, nullptr,
                        SOCK_NONBLOCK | SOCK_CLOEXEC);
  connections_.push_back({checked(socket), {}, {}});
}

void loopback_server::read_some(connection& x) {
  char buffer[4096];
  auto count = recv(x.socket, buffer, sizeof(buffer), 0);
  if (count <= 0) {
    close(x.socket);
    x.is_done = true;
    return;
  }
  x.in.append(buffer, static_cast<size_t>(count));
  begin_answer(x);
}

void loopback_server::begin_answer(connection& x) {
  auto end = x.in.find("\r\n\r\n");
  if (end == std::string::npos)
    return;
  x.out = answers_(x.in.substr(0, end));
  x.in.erase(0, end + 4);
  x.sent = 0;
  x.is_held = x.out.together > 1;
  if (!x.is_held)
    write_some(x);
}

void loopback_server::release_held() {
  size_t held = 0;
  for (auto& x : connections_)
    held += x.is_held ? 1 : 0;
  for (auto& x : connections_)
    if (x.is_held && held >= x.out.together)
      x.is_held = false;
}

void loopback_server::write_some(connection& x) {
  auto count = send(x.socket, x.out.bytes.data() + x.sent,
                    x.out.bytes.size() - x.sent, MSG_NOSIGNAL);
  if (count > 0)
    x.sent += static_cast<size_t>(count);
  if (x.sent < x.out.bytes.size())
    return;
  if (x.out.then == ending::flood) {
    x.out.bytes.assign(size_t{1} << 16, 'x');
    x.sent = 0;
  } else if (x.out.then == ending::close || x.out.then == ending::reset) {
    linger at_once{1, 0};
    if (x.out.then == ending::reset)
      setsockopt(x.socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    close(x.socket);
    x.is_done = true;
  }
}

std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers
         + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

refused_port::refused_port()
  : socket_(checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))),
    port_(bind_to_loopback(socket_)) {
}

refused_port::~refused_port() {
  close(socket_);
}

std::string refused_port::url() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/";
}

} // namespace storify
