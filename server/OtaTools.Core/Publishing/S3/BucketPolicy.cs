using System.Text.Json;

namespace OtaTools.Core.Publishing.S3;

/// <summary>What lets boards, which have no key, read releases, and nobody list them.</summary>
internal static class BucketPolicy
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string ForReaders(S3Location location) => JsonSerializer.Serialize(
        new
        {
            Version = "2012-10-17",
            Statement = new[]
            {
                new { Sid = "BoardsRead", Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = $"arn:aws:s3:::{location.Bucket}/{location.KeyOf("*")}" },
            },
        },
        Indented);
}
