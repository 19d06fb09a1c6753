"""How a drawing becomes a network's input."""
