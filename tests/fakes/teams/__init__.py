"""What stands in for Microsoft Teams: its judgement of cards, and how a person reads them."""
