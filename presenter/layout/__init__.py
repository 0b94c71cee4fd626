"""Slide + Theme + Shaper + Assets -> Scene."""
