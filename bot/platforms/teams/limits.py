"""What Teams takes at most.

Sources: learn.microsoft.com, "Message size limits for agents" (100 KB, in UTF-16, a whole message), "Cards
reference" (six buttons in a row). Where Microsoft names no figure, ours is far above what people write.
"""

CARD = 80_000  # bytes of UTF-16 of the whole card as JSON; the message around it has the rest
BUTTONS = 6  # in a row
ROW = 52  # letters of all their words: what does not fit in a narrow message is out of sight
BUTTON = 75
TOOLTIP = 200
HEADING = 300
TEXT = 3000  # one text of a card
LABEL = 600
URL = 2000
PICTURE = 40_000  # bytes of a PNG
PICTURES = 100_000  # letters of all pictures of a card: a message's 100 KB are counted without them
CHART_ROWS = 20
CHART_LABEL = 150
SUMMARY = 4000
ABOUT = 2000
NAME = 100  # a word, the name of a field
FIELDS = 50
OPTIONS = 100
ANSWER = 20_000  # one input as it comes back; what is kept of it is each field's own matter
