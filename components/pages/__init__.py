"""The pages: each a short composition of the components, nothing else."""
