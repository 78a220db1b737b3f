"""The pages about the partners of a country."""
