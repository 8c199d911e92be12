"""`scipy.fft`, `scipy.signal` and `scipy.ndimage`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, no_derivative, out_of_scope, structural

FFT: tuple[Reason, ...] = (
    structural(
        "it gives lengths or offsets: constants",
        "fhtoffset next_fast_len prev_fast_len",
    ),
    effect(
        "it sets or tells how transforms are computed",
        "get_workers register_backend set_backend set_global_backend set_workers skip_backend",
    ),
)

SIGNAL: tuple[Reason, ...] = (
    structural(
        "it gives constants: windows, lags, sequences",
        "check_COLA check_NOLA choose_conv_method correlation_lags czt_points max_len_seq savgol_coeffs "
        "unit_impulse closest_STFT_dual_window",
    ),
    no_derivative(
        "it gives the places of peaks, which jump",
        "argrelextrema argrelmax argrelmin find_peaks find_peaks_cwt peak_prominences peak_widths",
        "find the places outside, and index by them",
    ),
    out_of_scope(
        "it designs a filter, whose coefficients are constants in most programs",
        "band_stop_obj besselap bilinear bilinear_zpk buttap buttord cheb1ap cheb1ord cheb2ap cheb2ord "
        "ellipap ellipord findfreqs firls firwin firwin2 firwin_2d gammatone iircomb iirdesign "
        "iirfilter iirnotch iirpeak kaiser_atten kaiser_beta kaiserord lp2bp lp2bp_zpk lp2bs lp2bs_zpk lp2hp "
        "lp2hp_zpk lp2lp lp2lp_zpk minimum_phase remez sosfilt_zi",
        "design the filter outside, and pass its coefficients",
    ),
    out_of_scope(
        "it changes the form in which a filter or system is given",
        "abcd_normalize cont2discrete normalize sos2tf sos2zpk ss2tf ss2zpk tf2sos tf2ss tf2zpk zpk2sos zpk2ss zpk2tf "
        "invres invresz residue residuez unique_roots place_poles",
    ),
    out_of_scope(
        "it is about systems, which are objects",
        "StateSpace TransferFunction ZerosPolesGain dlti lti CZT ShortTimeFFT ZoomFFT bode dbode dfreqresp dimpulse "
        "dlsim dstep freqresp impulse lsim step",
        "write the recurrence, or use `lfilter`",
    ),
)

NDIMAGE: tuple[Reason, ...] = (
    structural("it gives a structure of flags", "generate_binary_structure iterate_structure"),
    no_derivative(
        "it works on flags",
        "binary_closing binary_dilation binary_erosion binary_fill_holes binary_hit_or_miss binary_opening "
        "binary_propagation",
    ),
    no_derivative(
        "it gives labels or places, which jump",
        "find_objects label maximum_position minimum_position value_indices watershed_ift",
        "find the places outside, and index by them",
    ),
    no_derivative(
        "it counts, or measures the distance to items that are zero",
        "distance_transform_bf distance_transform_cdt distance_transform_edt histogram",
    ),
    out_of_scope(
        "it calls back a function for each window",
        "generic_filter generic_filter1d generic_gradient_magnitude generic_laplace geometric_transform "
        "labeled_comprehension vectorized_filter",
        "write the loop",
    ),
)
