using OtaTools.Core.Firmware.Packing.Deflate;

namespace OtaTools.Core.Tests.Firmware.Packing;

public class HuffmanCodeTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(15)]
    public void Codes_are_complete_and_none_is_too_long(int limit)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            // Fibonacci-like frequencies make the deepest trees.
            var frequencies = Enumerable.Range(0, random.Next(2, limit == 7 ? 19 : 286)).Select(i => 1 + (int)Math.Pow(1.7, random.Next(30))).ToArray();

            var lengths = HuffmanCode.LengthsOf(frequencies, limit);

            lengths.ShouldAllBe(l => l >= 1 && l <= limit);
            lengths.Sum(l => 1.0 / (1 << l)).ShouldBe(1.0);
        }
    }

    [Fact]
    public void The_lengths_are_those_of_a_known_example()
    {
        HuffmanCode.LengthsOf([5, 9, 12, 13, 16, 45, 0], 15).ShouldBe([4, 4, 3, 3, 3, 1, 0]);
    }

    [Fact]
    public void A_single_symbol_has_a_code_of_one_bit()
    {
        HuffmanCode.LengthsOf([0, 7, 0], 15).ShouldBe([0, 1, 0]);
    }
}
