#pragma once
/// \file
/// Work on numbered chunks by several threads.

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// Threads to use for a request: 0 means all cores.
inline int resolve_threads(int requested) {
  return requested > 0 ? requested : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

/// Calls `work(chunk, thread)` for every chunk in [0, chunks), on up to `threads` threads. Which thread takes
/// a chunk is open: results must be kept per chunk and merged in chunk order, then they do not depend on the
/// thread count. Of exceptions, that of the lowest chunk is passed on to the caller, as one thread would,
/// once all threads have stopped.
template <class Work>
void for_each_chunk(Index chunks, int threads, Work&& work) {
  const int team = static_cast<int>(std::min<Index>(threads, chunks));
  if (team <= 1) {
    for (Index chunk = 0; chunk < chunks; ++chunk) work(chunk, 0);
    return;
  }
  std::atomic<Index> next{0};
  std::exception_ptr failure;
  Index failed = chunks;
  std::mutex failure_lock;
  const auto take_chunks = [&](int thread) {
    for (Index chunk = next++; chunk < chunks; chunk = next++) {
      try {
        work(chunk, thread);
      } catch (...) {
        const std::lock_guard guard(failure_lock);
        next = chunks;
        if (chunk > failed) return;
        failed = chunk;
        failure = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (int thread = 1; thread < team; ++thread) helpers.emplace_back(take_chunks, thread);
    take_chunks(0);
  }
  if (failure) std::rethrow_exception(failure);
}

/// Calls `work(first, last)` for stretches of [0, n) of the given length (the last may be shorter), on up to
/// `threads` threads; otherwise as for_each_chunk().
template <class Work>
void for_each_stretch(Index n, Index length, int threads, Work&& work) {
  for_each_chunk((n + length - 1) / length, threads,
                 [&](Index stretch, int) { work(stretch * length, std::min(n, (stretch + 1) * length)); });
}

}  // namespace equizone
