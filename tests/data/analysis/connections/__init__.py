"""Questions about the network, on a tiny cast and against brute force."""
