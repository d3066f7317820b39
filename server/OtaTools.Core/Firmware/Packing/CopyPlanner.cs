namespace OtaTools.Core.Firmware.Packing;

internal enum CopySource
{
    /// <summary>Nothing is copied: the bytes themselves.</summary>
    None,

    /// <summary>The image that the board runs; bytes may differ.</summary>
    Base,

    /// <summary>The image itself, a block and more before.</summary>
    Own,
}

/// <summary>A stretch of the image and where its bytes come from: the image's offset plus Shift, in the source.</summary>
internal readonly record struct Stretch(int Start, int Length, CopySource Source, int Shift);

/// <summary>
/// Says an image with the fewest bits by an estimate: a Viterbi search over "literally", and over each shift at which some
/// bytes were found again. Within a shift each byte that differs has a price, so a stretch goes on over a changed address.
/// </summary>
internal sealed class CopyPlanner(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte> source, float[] literalCosts)
{
    /// <summary>A shift is tried from some bytes before the place where it was found.</summary>
    private const int Lookback = 64;

    /// <summary>Where the search changed its mind, as a tree: each turn knows the one before it.</summary>
    private readonly List<(int At, int Parent, CopySource Source, int Shift)> turns = [(0, -1, CopySource.None, 0)];

    private readonly List<Candidate> candidates = [];
    private readonly SeedIndex baseSeeds = new(source), ownSeeds = new(image);

    private Way best = new(0, 0), literal = new(0, 0);

    public List<Stretch> Plan(CancellationToken cancellationToken)
    {
        baseSeeds.AddUpTo(source.Length);
        var scouted = 0;
        for (var at = 0; at < image.Length; at++)
        {
            if (at % PackFormat.Block == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (; scouted < Math.Min(at + Lookback, image.Length); scouted++)
            {
                ownSeeds.AddUpTo(scouted - SeedIndex.OwnDistance);
                Scout(baseSeeds, CopySource.Base, scouted);
                Scout(ownSeeds, CopySource.Own, scouted);
            }

            Step(at);
        }

        return Trace(best.Turn);
    }

    /// <summary>Goes over one byte in every way that is still open.</summary>
    private void Step(int at)
    {
        if (best.Cost < literal.Cost)
        {
            literal = best with { Turn = Turn(at, best.Turn, CopySource.None, 0) };
        }

        literal.Cost += literalCosts[at];
        var next = literal;
        var kept = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            var entry = PlanPrices.Entry(candidate.Source);
            if (best.Cost + entry < candidate.Cost)
            {
                // Most candidates lead nowhere: the turn is written down when one becomes the best.
                candidate = candidate with { Cost = best.Cost + entry, Turn = -1, EnteredAt = at, Parent = best.Turn };
            }

            candidate.Cost += CostOf(candidate, at);
            if (candidate.Cost < next.Cost)
            {
                candidate.Turn = candidate.Turn < 0 ? Turn(candidate.EnteredAt, candidate.Parent, candidate.Source, candidate.Shift) : candidate.Turn;
                next = new(candidate.Cost, candidate.Turn);
            }

            candidates[kept] = candidate;
            kept += candidate.KeepUntil > at || candidate.Cost < next.Cost + entry ? 1 : 0;
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
        best = next;
    }

    private double CostOf(in Candidate candidate, int at)
    {
        var known = candidate.Source == CopySource.Base ? source.Span : image.Span;
        var from = at + candidate.Shift;
        return from < 0 || from >= known.Length ? double.PositiveInfinity
            : known[from] == image.Span[at] ? PlanPrices.Same
            : candidate.Source == CopySource.Base ? PlanPrices.Different
            : double.PositiveInfinity;
    }

    private void Scout(SeedIndex seeds, CopySource from, int at)
    {
        foreach (var found in seeds.Find(image.Span, at))
        {
            var shift = found - at;
            var known = candidates.FindIndex(c => c.Shift == shift && c.Source == from);
            if (known < 0)
            {
                candidates.Add(new() { Source = from, Shift = shift, Cost = double.PositiveInfinity, KeepUntil = at + SeedIndex.SeedLength });
            }
            else
            {
                candidates[known] = candidates[known] with { KeepUntil = at + SeedIndex.SeedLength };
            }
        }
    }

    private int Turn(int at, int parent, CopySource from, int shift)
    {
        turns.Add((at, parent, from, shift));
        return turns.Count - 1;
    }

    private List<Stretch> Trace(int turn)
    {
        var plan = new List<Stretch>();
        for (var end = image.Length; turn >= 0; turn = turns[turn].Parent)
        {
            var (at, _, from, shift) = turns[turn];
            if (end > at)
            {
                plan.Add(new(at, end - at, from, shift));
            }

            end = at;
        }

        plan.Reverse();
        return plan;
    }

    private record struct Way(double Cost, int Turn);

    private record struct Candidate
    {
        public CopySource Source;
        public int Shift, Turn, EnteredAt, Parent, KeepUntil;
        public double Cost;
    }
}
