using System.Diagnostics;

namespace OtaTools.Core.Device.RawRepl;

/// <summary>
/// Listens while somebody tries to get in. Whatever comes goes on to the console at once, but for the raw REPL's banner,
/// and leaves its signs in the evidence: a program that prints without pause is neither waited for nor kept.
/// </summary>
internal sealed class EntryEar(ReplInput input, ReplPort port, EntryEvidence seen)
{
    private static readonly TimeSpan BannerTime = TimeSpan.FromMilliseconds(500);

    /// <summary>For a program that has been interrupted for the first time: a second Ctrl-C would hit what it puts in order.</summary>
    private static readonly TimeSpan PatientTime = TimeSpan.FromMilliseconds(900);

    /// <summary>In it, a pause of this length is not its end.</summary>
    private static readonly TimeSpan PatientQuietTime = TimeSpan.FromMilliseconds(400);

    /// <summary>For a board that says nothing: it may be awake for a moment only.</summary>
    private static readonly TimeSpan SilenceTime = TimeSpan.FromMilliseconds(150);

    /// <summary>A board that has said something and fallen silent is through with its reaction.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(100);

    /// <summary>True as soon as the banner comes; false when it does not, or when the board starts anew.</summary>
    /// <param name="patient">Leaves time to a program that puts things in order.</param>
    public async Task<bool> HearBannerAsync(bool patient, CancellationToken cancellationToken)
    {
        var starts = seen.Starts;
        var clock = Stopwatch.StartNew();
        var most = patient ? PatientTime : BannerTime;
        var next = patient ? BannerTime : SilenceTime;
        while (clock.Elapsed < most && seen.Starts == starts)
        {
            var left = most - clock.Elapsed;
            switch (await HearNextAsync(next < left ? next : left, cancellationToken))
            {
                case null:
                    return false;
                case true:
                    return true;
            }

            next = patient ? PatientQuietTime : QuietTime;
        }

        return false;
    }

    /// <summary>Listens for a while; ends early where the board has shown that it hears.</summary>
    public async Task HearAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var reactions = seen.Reactions;
        var clock = Stopwatch.StartNew();
        while (seen.Reactions == reactions && clock.Elapsed < time && await HearNextAsync(time - clock.Elapsed, cancellationToken) is not null)
        {
        }
    }

    /// <summary>What has come and was not heard.</summary>
    public void HearRest() => Take(input.TakeAvailable(), 0);

    /// <returns>Whether it was the banner; null where nothing came.</returns>
    private async Task<bool?> HearNextAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            var (bytes, found) = await input.ReadTowardsAsync(ReplKeys.RawBanner, time, cancellationToken);
            Take(bytes, found ? ReplKeys.RawBanner.Length : 0);
            return found;
        }
        catch (ReplTimeoutException)
        {
            return null;
        }
    }

    private void Take(byte[] bytes, int protocol)
    {
        seen.Add(bytes);
        if (bytes.Length > protocol)
        {
            port.ToConsole(bytes[..^protocol]);
        }
    }
}
