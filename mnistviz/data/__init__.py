"""What networks are given: data sets, people's drawings and pictures, and what lies near them."""
