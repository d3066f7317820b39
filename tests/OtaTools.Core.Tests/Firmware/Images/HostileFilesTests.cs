using System.Diagnostics;
using OtaTools.Core.Firmware.Images;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Core.Tests.Device.Transcripts;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Firmware.Images;

/// <summary>Whatever a file holds: a verdict, in bounded memory, and never an exception. `npm run sweep images` reads them all and prints what it cost.</summary>
public class HostileFilesTests
{
    private const long MostGrowth = 16 << 20;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);
    private static readonly int Files = Splits.InFull ? 100_000 : 3_000;
    private static readonly BoardFacts Board = new("board", 0, 0x180000, 301, "v1.26.0", "2025-08-09", null, HasFileSystemRow: false);

    [Fact]
    public void Any_file_gets_a_verdict()
    {
        _ = Judge(HostileFiles.Of(0));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (worst, slow) = (TimeSpan.Zero, 0);
        var usable = 0;
        for (var seed = 0; seed < Files; seed++)
        {
            var (verdict, time) = Measured(seed);
            usable += verdict.Usable ? 1 : 0;
            worst = time > worst ? time : worst;
            slow += time > Slow ? 1 : 0;
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        SweepTable.Add($"images: {Files:N0} files, slowest {worst.TotalMilliseconds:N1} ms, over 50 ms: {slow}, memory {growth / 1024.0:+#,0;-#,0;0} KiB, usable by chance {usable}");
        if (Splits.InFull)
        {
            growth.ShouldBeLessThan(MostGrowth);
        }
    }

    [Theory]
    [InlineData(" with ESP32")]
    [InlineData("; MicroPython v1.26.0 on 2025-08-0x")]
    [InlineData("3.4.0; MicroPython v")]
    public void Sixteen_MiB_of_what_is_looked_for_come_to_an_end(string repeated)
    {
        var image = new AppImage { Segments = [64, (1 << 24) - 64], Strings = "" }.Build();
        var word = System.Text.Encoding.ASCII.GetBytes(repeated);
        for (var at = 0x400; at + word.Length < image.Length - 64; at += word.Length)
        {
            word.CopyTo(image, at);
        }

        Judge(image).Findings[0].Code.ShouldBe(FindingCode.Damaged);
    }

    private static (ImageVerdict Verdict, TimeSpan Time) Measured(int seed)
    {
        var file = HostileFiles.Of(seed);
        try
        {
            // Other programs share the machine: the file is slow that is slow every time.
            var (verdict, time) = Timed(file);
            for (var again = 0; again < 3 && time > Slow; again++)
            {
                var (_, next) = Timed(file);
                time = next < time ? next : time;
            }

            return (verdict, time);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"file {seed}: {e.Message}", e);
        }
    }

    private static (ImageVerdict Verdict, TimeSpan Time) Timed(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        return (Judge(file), watch.Elapsed);
    }

    private static ImageVerdict Judge(byte[] file)
    {
        var image = Reading.Read(file);
        var verdict = Verdict.Of(image, Board);
        ImageCard.Of(image, verdict).ShouldNotBeEmpty();
        return verdict;
    }
}
