"""Terms of the glossary: mistakes."""

from mnistviz.gui.glossary.term import Term

TERMS: dict[str, Term] = {
    "confusion matrix": Term(
        "Confusion matrix",
        "Each row holds the test images of one digit, each column those that were given one "
        "answer, so that mistakes lie off the diagonal. Click a cell to see its images.",
        "C[label, answer] = number of test images",
    ),
    "accuracy per digit": Term(
        "Accuracy of each digit",
        "The share of each digit's test images that is read rightly, with the interval in which "
        "the true share lies 19 times in 20 (Wilson's score interval). A dot is filled only if "
        "Fisher's exact test, at 5 % shared by ten comparisons, tells the digit from the rest.",
        "(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n),  z = 1.96",
    ),
    "mistaken images": Term(
        "Images, most confident first",
        "The test images of the chosen cell, or of all mistakes, each with the calibrated "
        "probability of the network's answer. A click lays the image on the canvas and shows "
        "which of its pixels spoke for which digit.",
        "confidence = max softmax(z / T)",
    ),
    "frequent mistakes": Term(
        "What is beyond chance",
        "A mistake is called the most frequent only if it is more frequent than every other "
        "beyond chance, and a digit is named only if it differs from the rest beyond chance. "
        "Two counts a and b differ if so uneven a split of a + b would come by chance less than "
        "once in twenty times.",
        "p = 2 P(X ≥ a),  X binomial with n = a + b and ½",
    ),
}
