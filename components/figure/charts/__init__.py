"""Pictures of simple shapes: plain values that draw themselves into a frame."""
