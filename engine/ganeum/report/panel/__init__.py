"""What a panel is given: questionnaires to fill in."""
