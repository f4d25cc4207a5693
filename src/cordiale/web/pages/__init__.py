"""Pages: one module each, with a ``router``; they ask the layers and hold no logic of theirs."""
