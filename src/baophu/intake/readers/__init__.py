"""Files as offices send them, read into plain sheets of text, or refused in one sentence."""
