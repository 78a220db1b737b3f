"""Changing records on the page: permissions | the grid | pending changes with faults and conflicts | saves | view."""
