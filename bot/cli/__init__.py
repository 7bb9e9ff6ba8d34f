"""What can be typed after `caffi`: one file per command."""
