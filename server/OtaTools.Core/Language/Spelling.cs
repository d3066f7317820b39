namespace OtaTools.Core.Language;

/// <summary>How far two words are from each other.</summary>
internal static class Spelling
{
    private const int Longest = 128;

    /// <summary>Letters to add, leave out, change, or swap with their neighbour; of long words only the beginnings are compared.</summary>
    public static int Distance(string left, string right)
    {
        left = left.Length > Longest ? left[..Longest] : left;
        right = right.Length > Longest ? right[..Longest] : right;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    /// <returns>The nearest of the words, if it is near enough to be meant.</returns>
    public static string? Nearest(string word, IEnumerable<string> words, int farthest = 2) =>
        words.Select(candidate => (candidate, Distance: Distance(word.ToLowerInvariant(), candidate)))
            .Where(one => one.Distance <= farthest && one.Distance < one.candidate.Length - 1)
            .OrderBy(one => one.Distance)
            .FirstOrDefault().candidate;
}
