"""`scipy.stats`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, no_derivative, out_of_scope

STATS: tuple[Reason, ...] = (
    effect(
        "it draws random numbers",
        "bootstrap goodness_of_fit monte_carlo_test permutation_test random_correlation random_table ortho_group "
        "special_ortho_group unitary_group uniform_direction sobol_indices power BootstrapMethod MonteCarloMethod "
        "PermutationMethod",
    ),
    effect("it makes a plot, or what is plotted", "boxcox_normplot ppcc_plot probplot yeojohnson_normplot"),
    no_derivative(
        "it orders or counts items, and its result jumps",
        "binned_statistic binned_statistic_2d binned_statistic_dd cumfreq ecdf false_discovery_control mode "
        "percentileofscore relfreq tiecorrect spearmanr spearmanrho weightedtau",
    ),
    no_derivative(
        "its density has no derivative in closed form",
        "genhyperbolic geninvgauss landau levy_stable ncf nct",
    ),
    out_of_scope(
        "its density is not written down here",
        "gausshyper kappa4 pearson3",
        "write the density with scipy.special",
    ),
    out_of_scope(
        "another function does the same",
        "pointbiserialr quantile scoreatpercentile tmax tmin",
        "use pearsonr, np.quantile, np.max or np.min",
    ),
    out_of_scope(
        "it leaves items out, or gives several statistics at once",
        "describe directional_stats linregress lmoment obrientransform sigmaclip trim1 trimboth",
        "write the statistic, which is a formula",
    ),
    out_of_scope(
        "its estimate is not written down here",
        "differential_entropy expectile kstatvar wasserstein_distance_nd",
        "write the condition or the sum that it is",
    ),
    out_of_scope(
        "it is a test of a hypothesis",
        "alexandergovern anderson anderson_ksamp ansari barnard_exact bartlett boschloo_exact brunnermunzel bws_test "
        "chatterjeexi chi2_contingency chisquare combine_pvalues cramervonmises cramervonmises_2samp dunnett "
        "epps_singleton_2samp f_oneway fisher_exact fligner friedmanchisquare jarque_bera kendalltau kruskal ks_1samp "
        "ks_2samp kstest kurtosistest levene logrank mannwhitneyu median_test mood multiscale_graphcorr normaltest "
        "page_trend_test poisson_means_test power_divergence quantile_test ranksums shapiro skewtest somersd "
        "ttest_1samp ttest_ind ttest_ind_from_stats ttest_rel tukey_hsd wilcoxon binomtest",
        "write the statistic, which is a formula",
    ),
    out_of_scope(
        "it estimates parameters, by a search",
        "bayes_mvs boxcox_normmax fit mvsdist ppcc_max siegelslopes theilslopes yeojohnson_normmax gaussian_kde",
        "write the condition that they fulfil",
    ),
    out_of_scope(
        "it makes an object, or works on one: a distribution, data, a result",
        "abs exp log Binomial CensoredData Covariance Logistic Mixture Normal Uniform make_distribution "
        "order_statistic truncate rv_continuous rv_discrete rv_histogram",
        "use a distribution of scipy.stats that has a rule",
    ),
    out_of_scope(
        "it is a distribution over integers, orders or matrices",
        "hypergeom multinomial multivariate_hypergeom nchypergeom_fisher nchypergeom_wallenius nhypergeom "
        "poisson_binom randint zipfian dirichlet_multinomial invwishart wishart matrix_normal "
        "matrix_t normal_inverse_gamma vonmises_fisher ksone kstwo kstwobign studentized_range irwinhall",
        "write the density with scipy.special",
    ),
)
