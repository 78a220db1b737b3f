"""Which actors form a group on a day: those whom no run of the Louvain method takes apart."""
