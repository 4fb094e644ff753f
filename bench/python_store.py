# SPDX-License-Identifier: BSD-3-Clause
"""The store as a Python program has it: dicts, a lock, and three threads.

Does the same work as the others, a lot at a time, and prints how fast as JSON.
"""
import itertools
import json
import sys
import threading
import time

THREADS = 3
LOT_SIZE = 60
HEADS = ("Canapé d'angle ", "Table basse ", "Chaise longue ", "Fauteuil ",
         "Étagère murale ", "Lampe de sol ", "Tapis berbère ", "Commode ")


def draft(number):
    head = HEADS[number % len(HEADS)]
    sku = number * 61803398877 % 10**12
    return (head + str(number).zfill(30 - len(head)), str(sku).zfill(12),
            100 + number * 7 % 99991, 1 + number % 50)


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.products = {}
        self.ids = {}
        self.items_count = 0
        self.next_id = 1

    def stock(self, drafts):
        with self.lock:
            for name, sku, cents, quantity in drafts:
                source = ("shop", sku)
                known = self.ids.get(source)
                if known is None:
                    self.ids[source] = self.next_id
                    self.products[self.next_id] = [name, sku, cents, quantity]
                    self.next_id += 1
                    self.items_count += quantity
                else:
                    product = self.products[known]
                    self.items_count += quantity - product[3]
                    product[0] = name
                    product[2] = cents
                    product[3] = quantity


def fill(products):
    store = Store()

    def write(part):
        numbers = iter(part)
        while lot := [draft(n) for n in itertools.islice(numbers, LOT_SIZE)]:
            store.stock(lot)

    threads = [
        threading.Thread(target=write, args=(range(
            products * i // THREADS, products * (i + 1) // THREADS),))
        for i in range(THREADS)
    ]
    begin, cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begin
    return {
        "name": "ingest/f/3",
        "run_type": "iteration",
        "products_per_s": products / took,
        "cpu_ns": (time.process_time() - cpu) * 1e9 / products,
    }


if __name__ == "__main__":
    count, repetitions = int(sys.argv[1]), int(sys.argv[2])
    json.dump({"benchmarks": [fill(count) for _ in range(repetitions)]},
              sys.stdout)
