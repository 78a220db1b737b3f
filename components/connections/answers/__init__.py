"""The answers to questions about the network, in words."""
