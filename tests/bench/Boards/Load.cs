using System.Globalization;

namespace OtaTools.Bench.Boards;

/// <param name="Rate">Bytes per second that one board takes.</param>
/// <param name="Deadline">For all of them together.</param>
/// <param name="Sha256">Of the whole body, lower-case hexadecimal.</param>
/// <param name="Resume">Go on where they were when a connection ends or none is to be had, until the deadline.</param>
internal sealed record Load(int Port, string Path, int Boards, int Rate, TimeSpan Deadline, string Sha256, bool Resume)
{
    private long received;

    /// <summary>Of all boards' bytes so far.</summary>
    public long Received => Interlocked.Read(ref received);

    public void Count(int bytes) => Interlocked.Add(ref received, bytes);

    public static Load Parse(string[] args) => new(
        Number(args[0]), args[1], Number(args[2]), Number(args[3]), TimeSpan.FromSeconds(Number(args[4])), args[5], args is [.., "resume"]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
