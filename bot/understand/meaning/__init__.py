"""What words are about: ideas told by hand, and a small model where it is installed."""
