"""Microsoft's Agents Playground beside Caffi, to try it as in Teams without a tenant: `make playground`."""
