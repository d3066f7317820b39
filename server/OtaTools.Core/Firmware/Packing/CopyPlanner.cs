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

    private readonly List<(int At, int Parent, CopySource Source, int Shift)> turns = [(0, -1, CopySource.None, 0)];
    private readonly List<Candidate> candidates = [];

    public List<Stretch> Plan(CancellationToken cancellationToken)
    {
        var imageBytes = image.Span;
        var baseBytes = source.Span;
        var baseSeeds = new SeedIndex(source);
        baseSeeds.AddUpTo(source.Length);
        var ownSeeds = new SeedIndex(image);
        var (literal, literalTurn) = (0.0, 0);
        var (best, bestTurn) = (0.0, 0);
        var scouted = 0;
        for (var at = 0; at < imageBytes.Length; at++)
        {
            if (at % PackFormat.Block == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (; scouted < Math.Min(at + Lookback, imageBytes.Length); scouted++)
            {
                ownSeeds.AddUpTo(scouted - SeedIndex.OwnDistance);
                Scout(baseSeeds, CopySource.Base, scouted);
                Scout(ownSeeds, CopySource.Own, scouted);
            }

            if (best < literal)
            {
                (literal, literalTurn) = (best, Turn(at, bestTurn, CopySource.None, 0));
            }

            literal += literalCosts[at];
            var (nextBest, nextTurn) = (literal, literalTurn);
            var fresh = best;
            var kept = 0;
            for (var i = 0; i < candidates.Count; i++)
            {
                var candidate = candidates[i];
                var from = at + candidate.Shift;
                var known = candidate.Source == CopySource.Base ? baseBytes : imageBytes;
                var entry = fresh + PlanPrices.Entry(candidate.Source);
                if (entry < candidate.Cost && from >= 0)
                {
                    (candidate.Cost, candidate.Turn) = (entry, -1);
                    candidate.EnteredAt = at;
                    candidate.Parent = bestTurn;
                }

                var same = from >= 0 && from < known.Length && known[from] == imageBytes[at];
                candidate.Cost += same ? PlanPrices.Same : candidate.Source == CopySource.Base && from >= 0 && from < known.Length ? PlanPrices.Different : double.PositiveInfinity;
                if (candidate.Cost < nextBest)
                {
                    if (candidate.Turn < 0)
                    {
                        candidate.Turn = Turn(candidate.EnteredAt, candidate.Parent, candidate.Source, candidate.Shift);
                    }

                    (nextBest, nextTurn) = (candidate.Cost, candidate.Turn);
                }

                candidates[kept] = candidate;
                kept += candidate.KeepUntil > at || candidate.Cost < nextBest + PlanPrices.Entry(candidate.Source) ? 1 : 0;
            }

            candidates.RemoveRange(kept, candidates.Count - kept);
            (best, bestTurn) = (nextBest, nextTurn);
        }

        return Trace(bestTurn);
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

    private record struct Candidate
    {
        public CopySource Source;
        public int Shift, Turn, EnteredAt, Parent, KeepUntil;
        public double Cost;
    }
}
