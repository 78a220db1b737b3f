"""The answers about the network in words, their picture and their page."""
