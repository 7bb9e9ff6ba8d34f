"""The try-out room's templates, its style and its script; a package, so that they are installed with it."""
