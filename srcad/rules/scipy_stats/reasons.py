"""Why functions and distributions of `scipy.stats` have no row, by name."""

from __future__ import annotations

TEST = "it tests a hypothesis: what it gives is looked at, and not differentiated"
RESULT = "its result is an object"
UNKNOWN = "its density has no derivative in closed form"
DENSITY = "its density is not written down yet"
WHOLE = "its parameters are integers"
OBJECT = "it is no function of numbers"
RANDOM = "it draws random numbers"
PLOT = "it serves a plot, or a table"
ORDER = "it orders, counts or chooses"
FIT = "it searches for the best parameters"

REASONS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("alexandergovern", "anderson", "anderson_ksamp", "ansari", "barnard_exact", "bartlett", "bayes_mvs"),
            *("binomtest", "boschloo_exact", "brunnermunzel", "bws_test", "chatterjeexi", "chi2_contingency"),
            *("chisquare", "combine_pvalues", "cramervonmises", "cramervonmises_2samp", "dunnett"),
            *("epps_singleton_2samp", "f_oneway", "false_discovery_control", "fisher_exact", "fligner"),
            *("friedmanchisquare", "goodness_of_fit", "jarque_bera", "kendalltau", "kruskal", "ks_1samp"),
            *("ks_2samp", "kstest", "kurtosistest", "levene", "logrank", "mannwhitneyu", "median_test"),
            *("monte_carlo_test", "mood", "multiscale_graphcorr", "mvsdist", "normaltest", "page_trend_test"),
            *("permutation_test", "pointbiserialr", "poisson_means_test", "power", "power_divergence"),
            *("quantile_test", "ranksums", "shapiro", "skewtest", "somersd", "spearmanr", "spearmanrho"),
            *("tiecorrect", "ttest_1samp", "ttest_ind", "ttest_ind_from_stats", "ttest_rel", "tukey_hsd"),
            *("weightedtau", "wilcoxon", "bootstrap", "sobol_indices"),
        ),
        TEST,
    ),
    **dict.fromkeys(
        ("linregress", "theilslopes", "siegelslopes", "describe", "directional_stats", "ecdf", "gaussian_kde"), RESULT
    ),
    **dict.fromkeys(
        (
            *("BootstrapMethod", "CensoredData", "ConstantInputWarning", "Covariance", "DegenerateDataWarning"),
            *("FitError", "Mixture", "MonteCarloMethod", "NearConstantInputWarning", "PermutationMethod"),
            *("Binomial", "Logistic", "Normal", "Uniform", "abs", "exp", "log", "make_distribution"),
            *("order_statistic", "truncate", "rv_continuous", "rv_discrete", "rv_histogram"),
        ),
        OBJECT,
    ),
    **dict.fromkeys(
        (
            *("ortho_group", "random_correlation", "random_table", "special_ortho_group", "uniform_direction"),
            *("unitary_group",),
        ),
        RANDOM,
    ),
    **dict.fromkeys(
        (
            *("binned_statistic", "binned_statistic_2d", "binned_statistic_dd", "boxcox_normplot", "cumfreq"),
            *("ppcc_max", "ppcc_plot", "probplot", "relfreq", "yeojohnson_normplot"),
        ),
        PLOT,
    ),
    **dict.fromkeys(
        (
            *("mode", "percentileofscore", "scoreatpercentile", "quantile", "sigmaclip", "tmax", "tmin", "trim1"),
            *("trimboth", "obrientransform", "lmoment", "differential_entropy", "wasserstein_distance_nd"),
        ),
        ORDER,
    ),
    **dict.fromkeys(("boxcox_normmax", "yeojohnson_normmax", "expectile", "fit", "kstatvar"), FIT),
    **dict.fromkeys(
        (
            *(
                "argus",
                "crystalball",
            ),
            *(
                "dpareto_lognorm",
                "genhalflogistic",
                "gausshyper",
            ),
            *(
                "jf_skew_t",
                "kappa4",
            ),
            *("pearson3",),
            *(
                "rel_breitwigner",
                "truncweibull_min",
            ),
            *("matrix_normal", "matrix_t", "multinomial"),
            *("multivariate_t", "normal_inverse_gamma", "vonmises_fisher", "betanbinom", "dirichlet_multinomial"),
            *("invwishart", "wishart", "yulesimon", "poisson_binom"),
        ),
        DENSITY,
    ),
    **dict.fromkeys(
        (
            *("genhyperbolic", "geninvgauss", "irwinhall", "ksone", "kstwo", "kstwobign", "landau", "levy_stable"),
            *("ncf", "nct", "skellam", "studentized_range", "tukeylambda", "zipf"),
        ),
        UNKNOWN,
    ),
    **dict.fromkeys(
        (
            *("hypergeom", "multivariate_hypergeom", "nchypergeom_fisher", "nchypergeom_wallenius", "nhypergeom"),
            *("randint", "zipfian"),
        ),
        WHOLE,
    ),
}
