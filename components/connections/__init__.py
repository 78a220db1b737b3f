"""Questions about the network on the page: how actors are connected, what they share, what hangs on them."""
