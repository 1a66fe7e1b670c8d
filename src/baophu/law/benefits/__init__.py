"""Benefits of social insurance and unemployment insurance."""
