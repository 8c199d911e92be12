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
        "check_COLA check_NOLA choose_conv_method correlation_lags czt_points max_len_seq savgol_coeffs unit_impulse "
        "closest_STFT_dual_window",
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
    out_of_scope(
        "it is the response of a filter at many frequencies, a quotient of polynomials on the unit circle",
        "freqs freqs_zpk freqz freqz_sos freqz_zpk sosfreqz group_delay",
        "divide `np.polyval` of the coefficients by each other",
    ),
    out_of_scope(
        "it adds up pieces of a signal that overlap",
        "istft",
        "add up `scipy.fft.irfft` of the pieces in a loop",
    ),
    out_of_scope(
        "it is a transform on a part of the circle",
        "czt zoom_fft",
        "multiply by a matrix of exponentials, or use `fft`",
    ),
    out_of_scope("it is put together from transforms", "envelope hilbert2", "use `hilbert` and `np.abs`"),
    out_of_scope(
        "it fits waves to samples at any times, with a phase that is chosen for each frequency",
        "lombscargle",
        "solve for the coefficients of the cosine and the sine by `np.linalg.lstsq`",
    ),
    out_of_scope("it makes the state of a filter of what came before", "lfiltic", "pass `zi` to `lfilter`"),
    out_of_scope(
        "it takes one of the items under a mask of any shape", "order_filter", "use `scipy.ndimage.rank_filter`"
    ),
    out_of_scope(
        "it is a spline or a recursive filter from before `scipy.ndimage` had them",
        "cspline1d cspline1d_eval cspline2d qspline1d qspline1d_eval qspline2d spline_filter sepfir2d symiirorder1 "
        "symiirorder2",
        "use `scipy.ndimage.spline_filter1d` and `map_coordinates`, or `lfilter` from both ends",
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
        "extrema find_objects label maximum_position minimum_position value_indices watershed_ift",
        "find the places outside, and index by them; use maximum and minimum for the values",
    ),
    no_derivative(
        "it counts, or measures the distance to items that are zero",
        "distance_transform_bf distance_transform_cdt distance_transform_edt histogram",
    ),
    out_of_scope(
        "it turns the phase of a spectrum", "fourier_shift", "multiply by `np.exp(-2j * np.pi * frequency * shift)`"
    ),
    out_of_scope(
        "it calls back a function for each window",
        "generic_filter generic_filter1d generic_gradient_magnitude generic_laplace geometric_transform "
        "labeled_comprehension vectorized_filter",
        "write the loop",
    ),
)
