"""A selection -> what several figures have: the dots of a network, the legend."""
