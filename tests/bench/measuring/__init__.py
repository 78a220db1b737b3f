"""What the benchmarks share: subjects, ways, servers, a browser, and the tables they print."""
