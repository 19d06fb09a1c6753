"""What each unit adds to its weighted sum."""
