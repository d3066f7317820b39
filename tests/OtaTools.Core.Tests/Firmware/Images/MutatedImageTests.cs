using FsCheck;
using FsCheck.Fluent;
using OtaTools.Tests.Support;
using static OtaTools.Core.Tests.Firmware.Images.Reading;

namespace OtaTools.Core.Tests.Firmware.Images;

public class MutatedImageTests
{
    private static readonly byte[] Valid = new AppImage { Segments = [700, 300, 64, 4] }.Build();

    [Fact]
    public void Random_bytes_are_read_to_an_end()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => Read(bytes).IsUsable.ShouldBeFalse()).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Random_bytes_behind_a_real_head_are_read_to_an_end()
    {
        var tails = Gen.Zip(Gen.Choose(1, Valid.Length - 1), ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary();

        Prop.ForAll(tails, t => _ = Read([.. Valid[..t.Item1], .. t.Item2])).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void No_set_of_changes_is_overlooked()
    {
        var change = Gen.Zip(Gen.Choose(0, Valid.Length - 1), Gen.Choose(1, 255));
        var changes = change.NonEmptyListOf().ToArbitrary();

        Prop.ForAll(changes, set =>
        {
            var changed = Valid.ToArray();
            foreach (var (at, flip) in set)
            {
                changed[at] ^= (byte)flip;
            }

            Read(changed).IsUsable.ShouldBe(changed.AsSpan().SequenceEqual(Valid));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void No_missing_repeated_or_moved_piece_is_overlooked()
    {
        // What a line without flow control does to a file: 64-byte packets lost, doubled, swapped.
        var packets = Valid.Chunk(64).ToArray();
        var pairs = Gen.Two(Gen.Choose(0, packets.Length - 1)).ToArbitrary();

        Prop.ForAll(pairs, pair =>
        {
            var changed = packets.ToArray();
            changed[pair.Item1] = packets[pair.Item2];
            var content = changed.SelectMany(packet => packet).ToArray();
            Read(content).IsUsable.ShouldBe(content.AsSpan().SequenceEqual(Valid));
        }).QuickCheckThrowOnFailure();
    }
}
