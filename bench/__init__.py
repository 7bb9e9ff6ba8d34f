"""What is measured by hand, beside a named baseline: `make bench`."""
