"""`/subscribe`: which standings are sent to whom, and how often."""
