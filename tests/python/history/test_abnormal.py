import numpy as np
from equizone.history.abnormal import abnormal_reasons

WEEKDAYS = np.tile(np.arange(6), 13)
MEANS = np.array([825.0, 700, 700, 690, 830, 300])


def noisy(seed, sigma):
    return MEANS[WEEKDAYS] * np.exp(np.random.default_rng(seed).normal(0, sigma, len(WEEKDAYS)))


def flagged(weekdays, volumes):
    return [at for at, reason in enumerate(abnormal_reasons(weekdays, volumes)) if reason]


def test_reason_in_figures():
    volumes = MEANS[WEEKDAYS]
    volumes[6] = 2310
    volumes[10] = 83
    reasons = abnormal_reasons(WEEKDAYS, volumes)
    assert reasons[6] == "volume 2,310 is 2.8 times the median of Mon (825)"
    assert reasons[10] == "volume 83 is 0.1 times the median of Fri (830)"
    assert [at for at, reason in enumerate(reasons) if reason] == [6, 10]


def test_a_steady_history_drops_nothing_for_small_deviations():
    volumes = MEANS[WEEKDAYS]
    volumes[::7] *= 1.15
    volumes[3::7] *= 0.86
    assert flagged(WEEKDAYS, volumes) == []


def test_outliers_do_not_mask_each_other():
    volumes = noisy(1, 0.04)
    wrong = [0, 6, 12, 18, 24, 7, 13, 19, 35, 41]  # five of thirteen Mondays, three Tuesdays, two Saturdays
    volumes[wrong] *= 2.5
    assert flagged(WEEKDAYS, volumes) == sorted(wrong)


def test_normal_noise_is_rarely_dropped():
    dropped = sum(len(flagged(WEEKDAYS, noisy(seed, 0.12))) for seed in range(100))
    assert dropped / (100 * len(WEEKDAYS)) < 0.003  # 3.5 scales; 0.05 % of exactly normal errors


def test_three_noisy_weeks_do_not_look_calmer_than_they_are():
    weekdays = np.tile(np.arange(6), 3)
    dropped = 0
    for seed in range(300):
        noise = np.random.default_rng(seed).normal(0, 0.12, len(weekdays))
        dropped += len(flagged(weekdays, MEANS[weekdays] * np.exp(noise)))
    assert dropped / (300 * len(weekdays)) < 0.015  # 3.8 % if every deviation counted


def test_the_abnormal_one_of_three_days_is_found():
    weekdays = np.tile(np.arange(6), 3)
    volumes = MEANS[weekdays]
    volumes[8] *= 3
    assert flagged(weekdays, volumes) == [8]


def test_of_two_days_neither_is_called_abnormal():
    weekdays = np.tile(np.arange(6), 2)
    volumes = MEANS[weekdays]
    volumes[8] *= 3
    assert flagged(weekdays, volumes) == []


def test_zero_is_abnormal_even_alone():
    weekdays = np.array([0, 0, 0, 6])
    assert abnormal_reasons(weekdays, np.array([5.0, 5, 0, 0])) == ["", "", "volume is 0", "volume is 0"]
