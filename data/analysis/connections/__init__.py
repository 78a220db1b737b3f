"""Questions about the network on a day: how actors are connected, what they share, what hangs on a tie or an actor."""
