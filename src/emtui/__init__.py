"""emtui: a terminal planner for the road to a US emergency medicine residency."""

# A constant, because asking package metadata for it costs 40 ms at start.
__version__ = "0.1.0"
