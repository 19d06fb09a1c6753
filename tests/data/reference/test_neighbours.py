"""The nearest training digits are those that comparing with every one would find."""

from pathlib import Path

import numpy as np
import pytest

from mnistviz.data.datasets.dataset import DataSet, LabelledImages
from mnistviz.data.datasets.deskewing import deskewed
from mnistviz.data.reference.digit_space import DigitSpace
from mnistviz.data.reference.neighbours import Axes, Neighbour, Neighbours, principal_axes
from mnistviz.data.reference.space_fitting import build
from mnistviz.errors import MnistvizError
from mnistviz.files import resource
from mnistviz.nn.arrays import ByteArray, FloatArray, IntArray


def first(digits: LabelledImages, count: int) -> LabelledImages:
    return digits[:count]


def all_distances(straight: ByteArray, picture: ByteArray) -> FloatArray:
    """By the definition, in double precision."""
    pixels = straight.astype(np.float64) / 255.0
    here = deskewed(picture[np.newaxis])[0].astype(np.float64) / 255.0
    distances: FloatArray = np.sqrt(((pixels - here) ** 2).sum(axis=1))
    return distances


def nearest_in(neighbours: Neighbours, picture: ByteArray) -> tuple[Neighbour, ...]:
    straight = deskewed(picture[np.newaxis])
    squares = neighbours.squares(neighbours.axes.coordinates(straight)[0])
    return neighbours.compared(straight[0], squares[0])


@pytest.mark.parametrize("index", [0, 1, 777, 12_345, 59_999])
def test_a_training_digit_is_its_own_nearest(index: int, mnist: DataSet, space: DigitSpace) -> None:
    nearest = space.examine(mnist.train.images[index]).neighbours[0]
    assert (nearest.index, nearest.distance) == (index, 0.0)


def test_labels_are_those_of_the_training_digits(mnist: DataSet, space: DigitSpace) -> None:
    for neighbour in space.examine(mnist.test.images[3]).neighbours:
        assert neighbour.label == mnist.train.labels[neighbour.index]


def test_the_nearest_come_first(mnist: DataSet, space: DigitSpace) -> None:
    distances = [each.distance for each in space.examine(mnist.test.images[5]).neighbours]
    assert len(distances) == 5
    assert distances == sorted(distances)


def test_the_same_as_comparing_with_all(mnist: DataSet, space: DigitSpace) -> None:
    digits, axes = first(mnist.train, 3000), space.neighbours.axes
    straight = deskewed(digits.images)
    few = Neighbours(axes, axes.codes(straight), digits)
    found = 0
    for picture in mnist.test.images[:20]:
        distances = all_distances(straight, picture)
        wanted: IntArray = np.argsort(distances)[:5]
        nearest = nearest_in(few, picture)
        assert nearest[0].index == wanted[0]
        for each in nearest:
            assert each.distance == pytest.approx(distances[each.index], abs=1e-4)
        found += len({each.index for each in nearest} & set(wanted.tolist()))
    assert found >= 98


def test_most_test_digits_are_what_their_neighbours_are(mnist: DataSet, space: DigitSpace) -> None:
    right = sum(
        space.examine(picture).neighbours[0].label == label
        for picture, label in zip(mnist.test.images[:200], mnist.test.labels[:200], strict=True)
    )
    assert right >= 190


def test_a_picture_without_ink_has_neighbours(space: DigitSpace) -> None:
    assert len(space.examine(np.zeros(784, np.uint8)).neighbours) == 5


def test_what_ships_is_worked_out_from_mnist(mnist: DataSet, space: DigitSpace) -> None:
    with np.load(resource("neighbours.npz"), allow_pickle=False) as file:
        shipped = file["codes"]
    again = space.neighbours.axes.codes(deskewed(mnist.train.images[-500:]))
    # Another machine's product may round a coordinate the other way.
    assert np.abs(shipped[-500:].astype(int) - again).max() <= 1


def test_principal_axes_of_a_part_explain_nearly_as_much(mnist: DataSet, space: DigitSpace) -> None:
    straight = deskewed(mnist.train.images[:6000])
    axes = principal_axes(straight)
    np.testing.assert_allclose(axes.components.T @ axes.components, np.eye(40), atol=1e-5)

    def explained(of: Axes) -> float:
        return float(of.coordinates(straight)[0].var(axis=0).sum())

    assert explained(axes) == pytest.approx(explained(space.neighbours.axes), rel=0.01)


def test_building_from_a_few_digits(small: DataSet, tmp_path: Path) -> None:
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    for path in (one, other):
        build(small, path, share=0.005)
    assert one.read_bytes() == other.read_bytes()
    built = DigitSpace.load(small.train, one)
    assert built.examine(small.train.images[7]).neighbours[0].index == 7


def test_a_file_of_other_digits_is_refused(small: DataSet) -> None:
    with pytest.raises(MnistvizError, match="not the digits'"):
        DigitSpace.load(small.train)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_cut_off_file_is_refused(share: float, mnist: DataSet, tmp_path: Path) -> None:
    whole = resource("neighbours.npz").read_bytes()
    path = tmp_path / "cut.npz"
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(MnistvizError, match=r"cut\.npz"):
        DigitSpace.load(mnist.train, path)


def test_a_missing_file_is_refused(mnist: DataSet, tmp_path: Path) -> None:
    with pytest.raises(MnistvizError, match="cannot read"):
        DigitSpace.load(mnist.train, tmp_path / "none.npz")
