import numpy as np

labels = np.array([2, 0, 1, 2])
one_hot = np.zeros((4, 3))
one_hot[np.arange(4), labels] = 1
print(one_hot, np.eye(3)[labels], np.array_equal(one_hot, np.eye(3)[labels]))
scores = np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1], [0.3, 0.3, 0.4], [0.2, 0.2, 0.6]])
predicted = scores.argmax(axis=1)
print(predicted, predicted == labels, (predicted == labels).mean(), f"{(predicted == labels).mean():.1%}")
print(-np.log(scores[np.arange(4), labels]).mean(), np.bincount(labels, minlength=4))
