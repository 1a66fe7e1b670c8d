"""Charts as plain geometry: pages draw them as SVG with classes, so that both themes and print work."""
