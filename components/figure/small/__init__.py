"""Small networks side by side as simple shapes: who is where, what stands at each dot, and the panels."""
