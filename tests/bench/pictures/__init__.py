"""Our pictures beside those of the tools that people pick instead."""
