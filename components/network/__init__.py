"""The network picture: graph, layout and payload are pure; view draws."""
