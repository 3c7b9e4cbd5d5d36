"""What if: a figure or an item set to another value, scored anew, told, and never stored."""
